"""Names of the files, and what to do with them."""

FOLDER = "xlplanner-google-sheets"
CODE, MANIFEST = "Code.gs", "appsscript.json"
PASTING = tuple(
    f"""\
in the spreadsheet, open Extensions > Apps Script
put all of {CODE} in place of what its file {CODE} holds
in Project Settings, tick the box that shows the manifest file in the editor
put {MANIFEST} in place of that file, but keep its line timeZone: it asks for no permission; \
then save
back in the spreadsheet, type =OPT_PARAMS(2.13,"200B"), \
with a decimal comma =OPT_PARAMS(2,13;"200B")\
""".splitlines()
)
REMOVING = (
    f"in the spreadsheet, open Extensions > Apps Script, delete what {CODE} holds and save",
    f"delete the folder {FOLDER}",
)
