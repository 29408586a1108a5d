"""Run the server alone: `python -m tests.bot_api --port 0 --token T` prints its URL as the first line."""

import argparse
import signal
import sys

from tests.bot_api.server import BotApi


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bot_api", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 for one that is free")
    parser.add_argument("--token", action="append", default=[], help="of a bot; may be given several times")
    parser.add_argument("--rate-limits", action="store_true", help="refuse too many messages with 429")
    options = parser.parse_args()
    ending = {signal.SIGINT, signal.SIGTERM}
    signal.pthread_sigmask(signal.SIG_BLOCK, ending)
    with BotApi(port=options.port, rate_limits=options.rate_limits, keeps_calls=False, allow_http_webhook=True) as api:
        for number, token in enumerate(options.token or [""]):
            api.bot(f"palabre_{number}_bot", token=token)
        sys.stdout.write(f"{api.url}\n")
        sys.stdout.flush()
        signal.sigwait(ending)


if __name__ == "__main__":
    main()
