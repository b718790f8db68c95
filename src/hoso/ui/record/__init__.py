"""The page of each kind of record: what is known of it and where from, what lies in it, where its paper stands."""
