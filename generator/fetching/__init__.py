"""One page of the web, fetched once and safely. Nothing else in the product uses the network."""
