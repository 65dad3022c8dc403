"""Translation orders: public texts go out to a translator in one file, and come back from it."""
