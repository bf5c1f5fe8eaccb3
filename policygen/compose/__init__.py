"""An organisation and the law on a date, turned into numbered, cited documents."""
