# Each target only calls dev.py, so that `py dev.py TARGET` is the same on Windows. ARGS="..." is passed on.
PYTHON ?= python3

.PHONY: help run test setup check bench screenshots freeze package client translations dev lock

help run test setup check bench screenshots freeze package client translations dev lock:
	@$(PYTHON) dev.py $@ $(ARGS)
