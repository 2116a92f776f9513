"""The optional HTTP adapter: routes over the services. FastAPI is imported nowhere else."""
