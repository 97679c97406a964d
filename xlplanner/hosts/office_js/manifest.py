"""The add-in's manifest, in the XML form, which Excel without a subscription reads too."""

from __future__ import annotations

from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import quoteattr

from xlplanner._version import __version__
from xlplanner.errors import FileError
from xlplanner.hosts.office_js.names import METADATA, PAGE, PANE, SCRIPT

ABOUT = "How large a language model to train, on how many tokens, and what it costs over its life."
TEMPLATE = """\
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<OfficeApp xmlns="http://schemas.microsoft.com/office/appforoffice/1.1"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xmlns:bt="http://schemas.microsoft.com/office/officeappbasictypes/1.0"
    xmlns:ov="http://schemas.microsoft.com/office/taskpaneappversionoverrides"
    xsi:type="TaskPaneApp">
  <Id>{identifier}</Id>
  <Version>{version}</Version>
  <ProviderName>xlplanner</ProviderName>
  <DefaultLocale>en-US</DefaultLocale>
  <DisplayName DefaultValue="xlplanner"/>
  <Description DefaultValue={about}/>
  <IconUrl DefaultValue={icon_32}/>
  <HighResolutionIconUrl DefaultValue={icon_64}/>
  <SupportUrl DefaultValue={pane}/>
  <Hosts>
    <Host Name="Workbook"/>
  </Hosts>
  <Requirements>
    <Sets DefaultMinVersion="1.1">
      <Set Name="CustomFunctionsRuntime" MinVersion="1.3"/>
    </Sets>
  </Requirements>
  <DefaultSettings>
    <SourceLocation DefaultValue={pane}/>
  </DefaultSettings>
  <Permissions>ReadWriteDocument</Permissions>
  <VersionOverrides xmlns="http://schemas.microsoft.com/office/taskpaneappversionoverrides"
      xsi:type="VersionOverridesV1_0">
    <Hosts>
      <Host xsi:type="Workbook">
        <AllFormFactors>
          <ExtensionPoint xsi:type="CustomFunctions">
            <Script><SourceLocation resid="Script.Url"/></Script>
            <Page><SourceLocation resid="Page.Url"/></Page>
            <Metadata><SourceLocation resid="Metadata.Url"/></Metadata>
          </ExtensionPoint>
        </AllFormFactors>
        <DesktopFormFactor>
          <ExtensionPoint xsi:type="PrimaryCommandSurface">
            <OfficeTab id="TabHome">
              <Group id="Xlplanner.Group">
                <Label resid="Group.Label"/>
                <Icon>
                  <bt:Image size="16" resid="Icon.16"/>
                  <bt:Image size="32" resid="Icon.32"/>
                  <bt:Image size="80" resid="Icon.80"/>
                </Icon>
                <Control xsi:type="Button" id="Xlplanner.Button">
                  <Label resid="Button.Label"/>
                  <Supertip>
                    <Title resid="Button.Label"/>
                    <Description resid="Button.Tip"/>
                  </Supertip>
                  <Icon>
                    <bt:Image size="16" resid="Icon.16"/>
                    <bt:Image size="32" resid="Icon.32"/>
                    <bt:Image size="80" resid="Icon.80"/>
                  </Icon>
                  <Action xsi:type="ShowTaskpane">
                    <TaskpaneId>Xlplanner.Pane</TaskpaneId>
                    <SourceLocation resid="Pane.Url"/>
                  </Action>
                </Control>
              </Group>
            </OfficeTab>
          </ExtensionPoint>
        </DesktopFormFactor>
      </Host>
    </Hosts>
    <Resources>
      <bt:Images>
        <bt:Image id="Icon.16" DefaultValue={icon_16}/>
        <bt:Image id="Icon.32" DefaultValue={icon_32}/>
        <bt:Image id="Icon.80" DefaultValue={icon_80}/>
      </bt:Images>
      <bt:Urls>
        <bt:Url id="Script.Url" DefaultValue={script}/>
        <bt:Url id="Page.Url" DefaultValue={page}/>
        <bt:Url id="Metadata.Url" DefaultValue={metadata}/>
        <bt:Url id="Pane.Url" DefaultValue={pane}/>
      </bt:Urls>
      <bt:ShortStrings>
        <bt:String id="Group.Label" DefaultValue="xlplanner"/>
        <bt:String id="Button.Label" DefaultValue="Functions"/>
      </bt:ShortStrings>
      <bt:LongStrings>
        <bt:String id="Button.Tip" DefaultValue="What they do, and why a cell has an error"/>
      </bt:LongStrings>
    </Resources>
  </VersionOverrides>
</OfficeApp>
"""


def manifest(url: str, query: str) -> str:
    """The manifest of an add-in whose files lie at a URL.

    Parameters
    ----------
    url : str
    query : str
        What the addresses of pages and scripts end with.

    Raises
    ------
    FileError
        If the URL is none of https, or holds more than a place.
    """
    base = checked(url)
    files = {"pane": PANE, "page": PAGE, "script": SCRIPT, "metadata": METADATA}
    addresses = {key: f"{base}/{name}{query}" for key, name in files.items()}
    addresses |= {f"icon_{size}": f"{base}/icon-{size}.png" for size in (16, 32, 64, 80)}
    links = {key: quoteattr(address) for key, address in addresses.items()}
    return TEMPLATE.format(
        identifier=uuid5(NAMESPACE_URL, base),
        version=f"{__version__}.0",
        about=quoteattr(ABOUT),
        **links,
    )


def checked(url: str) -> str:
    """A URL without a slash at its end."""
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname or parts.query or parts.fragment:
        raise FileError(
            f"the add-in needs an address such as https://example.org/xlplanner; got {url}"
        )
    return url.rstrip("/")
