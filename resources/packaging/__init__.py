"""What turns the program into something people install: what is shipped, its licences, packages."""
