import os

# The tests are of the shipped data; a folder of the user's own must not add to them.
os.environ["XLPLANNER_DATA"] = ""
