"""What people and programs meet: the command line and the page. Nothing here decides anything."""
