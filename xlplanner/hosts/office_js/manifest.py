"""The add-in's manifest, in the XML form, which Excel without a subscription reads too."""

from __future__ import annotations

from urllib.parse import urlsplit
from xml.sax.saxutils import quoteattr

from xlplanner._version import __version__
from xlplanner.errors import FileError
from xlplanner.hosts.office_js.names import (
    IDENTIFIER,
    METADATA,
    PAGE,
    PANE,
    SCRIPT,
)

SUPPORT = "https://arxiv.org/abs/2401.00448"
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
  <SupportUrl DefaultValue={support}/>
  <Hosts>
    <Host Name="Workbook"/>
  </Hosts>
  <Requirements>
    <Sets DefaultMinVersion="1.1">
      <Set Name="CustomFunctionsRuntime" MinVersion="1.2"/>
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


def manifest(url: str) -> str:
    """The manifest of an add-in whose files lie at a URL.

    Raises
    ------
    FileError
        If the URL is none of https, or holds more than a place.
    """
    base = checked(url)
    files = {"pane": PANE, "page": PAGE, "script": SCRIPT, "metadata": METADATA}
    icons = {f"icon_{size}": f"icon-{size}.png" for size in (16, 32, 64, 80)}
    links = {key: quoteattr(f"{base}/{name}") for key, name in (files | icons).items()}
    return TEMPLATE.format(
        identifier=IDENTIFIER,
        version=f"{__version__}.0",
        about=quoteattr(ABOUT),
        support=quoteattr(SUPPORT),
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
