"""The pages for what cannot be shown: nothing there or not for this person, which look the same, and a failure."""
