"""Names of the add-in's files, and what to do with them."""

FOLDER = "xlplanner-office-js"
MANIFEST, METADATA, SCRIPT, PAGE = (
    "manifest.xml",
    "functions.json",
    "functions.js",
    "functions.html",
)
PANE, PANE_SCRIPT, PANE_STYLE = "taskpane.html", "taskpane.js", "taskpane.css"
CATALOGUE = "catalogue.js"
ICON_SIZES = (16, 32, 64, 80, 128)
OFFICE = "https://appsforoffice.microsoft.com"
IDENTIFIER = "6c1f4a5e-2f0b-4c8e-9d55-3b7f0e8a1d42"
# Where it is tried without a web space of one's own.
LOCAL = "https://localhost:3000"
_WEF = "~/Library/Containers/com.microsoft.Excel/Data/Documents/wef"
INSTALLING = tuple(
    """\
put all files of the folder at {url}, on any web space that serves https
Windows: put {manifest} into a shared folder; enter that in File > Options > Trust Center > \
Trusted Add-in Catalogs; restart Excel, then Home > Add-ins > Advanced > Shared Folder
Mac: put {manifest} into {wef}; restart Excel, then Home > Add-ins
in the browser: Home > Add-ins > More Add-ins > My Add-ins > Upload My Add-in, with {manifest}
for all users, an admin: Microsoft 365 admin center > Settings > Integrated apps > Upload custom \
apps, with {manifest}
then type =OPT_PARAMS(2.13,"200B")""".replace("{wef}", _WEF).splitlines()
)
REMOVING = tuple(
    f"""\
in Excel: Home > Add-ins > My Add-ins, the dots beside xlplanner, Remove
on a Mac: delete manifest.xml from {_WEF}
for all users, an admin: remove it under Integrated apps
delete its files from the web space, and the folder {FOLDER}""".splitlines()
)
