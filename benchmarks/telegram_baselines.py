"""What Palabre is measured beside: python-telegram-bot as it comes, with httpx and its own `Updater`.

``python -m benchmarks.telegram_baselines NAME API TOKEN FOLDER`` serves one of `BOTS` until SIGTERM. Each makes as many
calls as Palabre does: a message for a text; for a button two more, which end its waiting and take it away.
"""

import asyncio
import sys
from collections.abc import Awaitable, Callable, Coroutine
from pathlib import Path
from typing import Any, TypeAlias

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    PicklePersistence,
    filters,
)

from config.loading import find_consultation, load_consultation

App: TypeAlias = "Application[Any, Any, Any, Any, Any, Any]"
Builder: TypeAlias = "ApplicationBuilder[Any, Any, Any, Any, Any, Any]"
Context = ContextTypes.DEFAULT_TYPE
Callback = Callable[[Update, Context], Coroutine[Any, Any, object]]


def keyboard(*choices: str) -> InlineKeyboardMarkup:
    """Return a button for each choice, two in a row."""
    buttons = [InlineKeyboardButton(choice, callback_data=choice) for choice in choices]
    return InlineKeyboardMarkup([buttons[start : start + 2] for start in range(0, len(buttons), 2)])


async def tell(update: Update, text: str, buttons: InlineKeyboardMarkup | None) -> None:
    """Answer an update, and tidy up after a button."""
    message, query = update.effective_message, update.callback_query
    calls: list[Awaitable[object]] = []
    if isinstance(message, Message):
        calls.append(message.reply_text(text, reply_markup=buttons))
    if query:
        calls += [query.answer(), query.edit_message_reply_markup(None)]
    await asyncio.gather(*calls)


# The echo: what a bot costs that does nothing.


def echo(builder: Builder) -> App:
    """Return a bot that says what it was told."""
    buttons = keyboard("go", "on", "back")

    async def say(update: Update, _: Context) -> None:
        query, message = update.callback_query, update.effective_message
        told = query.data if query else message and message.text
        await tell(update, f"You said: {told}", buttons)

    application = builder.build()
    application.add_handler(MessageHandler(filters.TEXT, say))
    application.add_handler(CallbackQueryHandler(say))
    return application


# The library's own way to hold a conversation, asking the same questions.


def conversation(builder: Builder, folder: Path) -> App:
    """Return a bot that asks the questions of the consultation and pickles the answers, each minute and at the end."""
    guide = load_consultation(find_consultation("partnerships")).guides[0]
    questions = {f"q:{question.id}": question.text.texts["en"] for question in guide.questions}
    menu = keyboard(*questions, "finish")

    async def ask(update: Update, context: Context) -> str:
        data = (update.callback_query and update.callback_query.data) or ""
        if context.user_data is not None:
            context.user_data["question"] = data
        await tell(update, questions[data], keyboard("back"))
        return "answering"

    async def take(update: Update, context: Context) -> None:
        if context.user_data is not None and update.message:
            context.user_data.setdefault(context.user_data["question"], []).append(update.message.text)
        await tell(update, "Thank you. You may go on writing.", keyboard("done", "back"))

    def saying(text: str, buttons: InlineKeyboardMarkup | None, then: object) -> Callback:
        async def say(update: Update, _: Context) -> Any:
            await tell(update, text, buttons)
            return then

        return say

    invite = saying("Welcome. Do you agree?", keyboard("agree", "refuse"), "consenting")
    choose = saying("Which question?", menu, "choosing")
    review = saying("These are your answers.", keyboard("go-on", "back"), "reviewing")
    quote = saying("How may we quote you?", keyboard("quote:verbatim", "quote:none"), "quoting")
    thank = saying("Thank you.", None, ConversationHandler.END)
    words = filters.TEXT & ~filters.COMMAND
    handler = ConversationHandler(
        entry_points=[CommandHandler("start", invite)],
        states={
            "consenting": [CallbackQueryHandler(choose, "^agree$")],
            "choosing": [CallbackQueryHandler(ask, "^q:"), CallbackQueryHandler(review, "^finish$")],
            "answering": [MessageHandler(words, take), CallbackQueryHandler(choose, "^(done|back)$")],
            "reviewing": [CallbackQueryHandler(quote, "^go-on$"), CallbackQueryHandler(choose, "^back$")],
            "quoting": [CallbackQueryHandler(thank, "^quote:")],
        },
        fallbacks=[],
        name="interview",
        persistent=True,
    )
    application = builder.persistence(PicklePersistence(folder / "answers.pickle")).build()
    application.add_handler(handler)
    return application


BOTS: dict[str, Callable[[Builder, Path], App]] = {
    "echo": lambda builder, _: echo(builder),
    "echo-concurrent": lambda builder, _: echo(builder.concurrent_updates(True)),  # noqa: FBT003 (the library's way)
    "conversation": conversation,
}


def main(name: str, api: str, token: str, folder: str) -> None:
    """Serve a bot until SIGTERM."""
    builder: Builder = Application.builder().token(token).base_url(f"{api}/bot")
    BOTS[name](builder, Path(folder)).run_polling()


if __name__ == "__main__":
    main(*sys.argv[1:])
