// Keys of all screens.
