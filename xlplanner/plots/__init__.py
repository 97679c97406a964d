"""Pictures of a plan: `pictures` computes what they show, `drawing` draws it with matplotlib."""
