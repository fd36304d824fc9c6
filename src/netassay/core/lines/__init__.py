"""Line templates: what a printed line looks like, and what is read of it."""
