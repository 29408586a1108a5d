"""What Palabre costs, measured beside its limits in the same run. ``make bench`` runs them all."""
