"""How one deployment is put together: settings, consultations, wiring. Outermost, so it may import everyone."""
