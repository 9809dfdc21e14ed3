"""Pages of the room: for everybody (`pages`), as data (`exports`), and the coordinator's workplace (`workplace`)."""
