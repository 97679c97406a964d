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
# Where it is tried without a web space of one's own.
LOCAL = "https://localhost:3000"
_WEF = "~/Library/Containers/com.microsoft.Excel/Data/Documents/wef"
INSTALLING = tuple(
    """\
put all files of the folder at {url}, on any web space that serves https, sends \
Access-Control-Allow-Origin: * and calls .json application/json, as GitHub Pages does; \
curl -I {url}/{metadata} shows both
Windows: put {manifest} into a shared folder, which is for trying it, not for production; \
enter that in File > Options > Trust Center > Trust Center Settings > Trusted Add-in Catalogs \
and tick Show in Menu; restart Excel, then Home > Add-ins > Advanced > Shared Folder
Mac: put {manifest} into {wef}, made if it is not there \
(~/Library is hidden: Cmd+Shift+G in Finder); restart Excel, then Home > Add-ins
in the browser: Home > Add-ins > More Settings (or More Add-ins) > Upload My Add-in, \
with {manifest}; where that is missing, an admin has to add it
for all users, an admin: Microsoft 365 admin center > Settings > Integrated apps > Upload custom \
apps, with {manifest}
leave an argument out where there is nothing to give: a blank cell counts as 0 in Excel on a desktop
then type =OPT_PARAMS(2.13,"200B"), with a decimal comma =OPT_PARAMS(2,13;"200B")\
""".replace("{wef}", _WEF)
    .replace("{metadata}", METADATA)
    .splitlines()
)

REMOVING = tuple(
    f"""\
in Excel: Home > Add-ins > My Add-ins, the dots beside xlplanner, Remove
on a Mac: delete manifest.xml from {_WEF}
for all users, an admin: remove it under Integrated apps
delete its files from the web space, and the folder {FOLDER}""".splitlines()
)


def installing(url: str, manifest: str) -> list[str]:
    """What to do with the files of an address, and with the manifest."""
    return [line.format(url=url, manifest=manifest) for line in INSTALLING]
