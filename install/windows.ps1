<#
.SYNOPSIS
Sets xlplanner up in Excel for one Windows user, from nothing to a working formula.

.DESCRIPTION
Finds a 64-bit Python of 3.11 to 3.14, or has winget install one for you alone; makes or reuses the
environment %LOCALAPPDATA%\xlplanner\venv; installs xlplanner there from the clone this script lies
in, and the packages that it needs in the versions and with the digests of
install\requirements-windows.txt; puts the add-in into Excel and has "xlplanner doctor" check it. It needs no administrator, can be
run again at any time, and ends with exit code 1 and one sentence if something stands in the way.

Windows runs no downloaded scripts by default. This line allows this one, once:

    powershell -ExecutionPolicy Bypass -File install\windows.ps1

Where a group policy forbids even that, only the computer's administrators can allow it.

.PARAMETER Uninstall
Takes the add-in out of Excel and removes the environment, without asking. Your own data in
%USERPROFILE%\.xlplanner\data stays.

.PARAMETER DryRun
Looks at the machine and prints each step, but changes nothing.

.PARAMETER Wheel
Installs this wheel instead of the clone.

.PARAMETER Python
The python.exe to make the environment anew with, instead of the newest that is found.

.EXAMPLE
powershell -ExecutionPolicy Bypass -File install\windows.ps1

.EXAMPLE
powershell -ExecutionPolicy Bypass -File install\windows.ps1 -DryRun

.EXAMPLE
powershell -ExecutionPolicy Bypass -File install\windows.ps1 -Uninstall
#>

#Requires -Version 5.1
[CmdletBinding()]
param(
    [switch]$Uninstall,
    [switch]$DryRun,
    [string]$Wheel,
    [string]$Python
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$Clone = Split-Path -Parent $PSScriptRoot
$Environment = "$env:LOCALAPPDATA\xlplanner\venv"
$EnvironmentPython = Join-Path $Environment 'Scripts\python.exe'
$Planner = Join-Path $Environment 'Scripts\xlplanner.exe'
$Requirements = Join-Path $PSScriptRoot 'requirements-windows.txt'

# SciPy has no 32-bit wheels, xlwings no libraries for ARM: Python has to be the x86-64 one.
$WantedPython = 'a 64-bit (x86-64) Python of 3.11 to 3.14, not 3.13.0'
# The pythonw.exe that 3.13.0 puts into an environment opens a console.
$Probe = "import sys, sysconfig; sys.exit(not (3, 11) <= sys.version_info < (3, 15)" +
    " or sys.version_info[:3] == (3, 13, 0)" +
    " or sys.version_info[3] != 'final' or sysconfig.get_platform() != 'win-amd64')"
$PythonAdvice = 'Take a "Windows installer (64-bit)" of Python 3.11 to 3.14 from ' +
    'https://www.python.org/downloads/windows/, install it for yourself alone, and run this again.'
$NetworkAdvice = 'Its reason stands above. Behind a proxy, first set $env:HTTPS_PROXY = ' +
    '"http://host:port"; at CERTIFICATE_VERIFY_FAILED, set $env:PIP_CERT to your company''s root ' +
    'certificates (a .pem file); at "No matching distribution", give another Python with -Python.'

function Invoke-Native {
    # Every program is started here, and a bad exit code stops the script.
    param([string]$Program, [string[]]$Arguments, [string]$Advice)

    # Windows PowerShell takes a program's redirected stderr for errors of its own.
    $ErrorActionPreference = 'Continue'
    $PSNativeCommandUseErrorActionPreference = $false
    & $Program @Arguments
    if ($LASTEXITCODE -ne 0) { throw "$Program ended with exit code $LASTEXITCODE. $Advice" }
}

function Invoke-Step {
    param([string]$Program, [string[]]$Arguments, [string]$Advice)

    $words = @($Program) + $Arguments | ForEach-Object { if ($_ -match '\s') { "'$_'" } else { $_ } }
    Write-Host "> $($words -join ' ')" -ForegroundColor Cyan
    if (-not $DryRun) { Invoke-Native $Program $Arguments $Advice }
}

function Assert-Platform {
    if ($ExecutionContext.SessionState.LanguageMode -ne 'FullLanguage') {
        throw 'PowerShell is restricted on this computer (constrained language mode). Ask its administrators.'
    }
    if ([Environment]::OSVersion.Platform -ne 'Win32NT' -or -not [Environment]::Is64BitProcess) {
        throw 'This script needs Windows and a 64-bit PowerShell, not the one marked (x86).'
    }
}

function Assert-ExcelClosed {
    $session = (Get-Process -Id $PID).SessionId
    $running = Get-Process -Name EXCEL -ErrorAction SilentlyContinue |
        Where-Object { $_.SessionId -eq $session }
    if (-not $running) { return }
    $message = 'Excel is running and holds the add-in open. Save your work, close all its windows ' +
        '(and EXCEL.EXE in the Task Manager, if one is left), and run this again.'
    if ($DryRun) { Write-Warning $message } else { throw $message }
}

function Get-RegistryValue {
    param([string]$Key, [string]$Name)

    [Microsoft.Win32.Registry]::GetValue($Key, $Name, $null)
}

function Get-ExcelBits {
    # 64 or 32; nothing if there is no Excel.
    $program = 'SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\excel.exe'
    $paths = 'HKEY_CURRENT_USER', 'HKEY_LOCAL_MACHINE' | ForEach-Object { Get-RegistryValue "$_\$program" '' }
    if (-not ($paths | Where-Object { $_ })) { return }
    $platforms = @(
        Get-RegistryValue 'HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Office\ClickToRun\Configuration' 'Platform'
        Get-RegistryValue 'HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Office\16.0\Outlook' 'Bitness'
        Get-RegistryValue 'HKEY_LOCAL_MACHINE\SOFTWARE\WOW6432Node\Microsoft\Office\16.0\Outlook' 'Bitness'
    )
    if ($platforms -contains 'x86') { 32 } else { 64 }
}

function Write-Surroundings {
    # What is no obstacle, but worth knowing when something does not work.
    $bits = Get-ExcelBits
    if (-not $bits) {
        Write-Warning 'No Excel found on this computer. The add-in is set up for when there is one.'
    } elseif ($bits -eq 32) {
        Write-Warning ('Excel is 32-bit, Python 64-bit. That is allowed, for Python runs outside Excel; ' +
            'if cells show errors only, report it, or install the 64-bit Office.')
    }
    $clouds = @($env:OneDrive, $env:OneDriveCommercial, $env:OneDriveConsumer) | Where-Object { $_ }
    if ($clouds | Where-Object { "$Clone\".StartsWith("$_\", 'OrdinalIgnoreCase') }) {
        Write-Warning ("$Clone lies in OneDrive. If files cannot be read, choose 'Always keep on this " +
            "device' for it. Nothing that Excel uses stays there.")
    }
    if ("$env:APPDATA".StartsWith('\\')) {
        Write-Warning ("Your roaming folder $env:APPDATA is on a network. If Excel does not load the " +
            'add-in, make its XLSTART folder a trusted location, networks allowed.')
    }
}

function Test-Python {
    param([string]$Path, [string]$Module)

    if ($Path -like '*\WindowsApps\*') {
        Write-Warning "Passed over $Path, the Microsoft Store's: an empty alias, or no use to Excel."
        return $false
    }
    try {
        Invoke-Native $Path @('-I', '-c', "import $Module; $Probe") 2>$null | Out-Null
        $true
    } catch { $false }
}

function Get-PythonCandidate {
    # What the py launcher knows, the newest first, then what is on PATH.
    $versions = 'HKCU:\SOFTWARE\Python\PythonCore', 'HKLM:\SOFTWARE\Python\PythonCore'
    Get-ChildItem $versions -ErrorAction SilentlyContinue |
        Where-Object { $_.PSChildName -match '^3\.\d+$' } |
        Sort-Object { [version]$_.PSChildName } -Descending |
        ForEach-Object { Get-RegistryValue "$($_.Name)\InstallPath" 'ExecutablePath' } |
        Where-Object { $_ }
    Get-Command python.exe -CommandType Application -All -ErrorAction SilentlyContinue |
        ForEach-Object { $_.Source }
}

function Find-Python {
    if (-not $Python) {
        return Get-PythonCandidate |
            Where-Object { Test-Python $_ 'venv, ensurepip' } |
            Select-Object -First 1
    }
    $given = Convert-Path -LiteralPath $Python
    if (-not (Test-Python $given 'venv, ensurepip')) { throw "$given is not $WantedPython." }
    $given
}

function Install-Python {
    if (-not (Get-Command winget.exe -ErrorAction SilentlyContinue)) {
        throw "xlplanner needs $WantedPython, and there is no winget to install it. $PythonAdvice"
    }
    Invoke-Step 'winget.exe' @('install', '--id', 'Python.Python.3.12', '--exact', '--source', 'winget',
        '--scope', 'user', '--architecture', 'x64', '--silent', '--disable-interactivity',
        '--accept-package-agreements', '--accept-source-agreements') $PythonAdvice
}

function New-Environment {
    if (-not $Python -and (Test-Python $EnvironmentPython 'pip')) {
        Write-Host "Using the environment $Environment again"
        return
    }
    $found = Find-Python
    if (-not $found) {
        Install-Python
        $found = if ($DryRun) { 'python.exe' } else { Find-Python }
    }
    if (-not $found) { throw "winget ran, but $WantedPython is still not found. $PythonAdvice" }
    Invoke-Step $found @('-m', 'venv', '--clear', $Environment) "Is $Environment in use, or the disk full?"
}

function Install-Planner {
    $source = if ($Wheel) { Convert-Path -LiteralPath $Wheel } else { $Clone }
    if (-not $Wheel -and -not (Test-Path -LiteralPath "$Clone\pyproject.toml")) {
        throw "$Clone is no clone of xlplanner. Leave this script in the clone, or give -Wheel."
    }
    if (-not (Test-Path -LiteralPath $Requirements)) { throw "$Requirements is missing; take it from the clone." }
    Write-Surroundings
    New-Environment
    $pip = @('-m', 'pip', 'install', '--disable-pip-version-check', '--no-input')
    $locked = @('--require-hashes', '--only-binary', ':all:', '--requirement', $Requirements)
    Invoke-Step $EnvironmentPython ($pip + $locked) $NetworkAdvice
    # Built by what is locked, and with nothing more from a network, also if its version is there already.
    $alone = @('--no-index', '--no-deps', '--no-build-isolation', '--force-reinstall', $source)
    Invoke-Step $EnvironmentPython ($pip + $alone) 'Its reason stands above.'
    Invoke-Step $Planner @('install', 'excel') 'Its reason stands above.'
    Invoke-Step $Planner @('doctor') 'What it found stands above.'
    if ($DryRun) { return }
    $separators = (Get-Culture).TextInfo.ListSeparator, (Get-Culture).NumberFormat.NumberDecimalSeparator
    $formula = '=OPT_PARAMS(2.13,2E+11)'.Replace(',', $separators[0]).Replace('.', $separators[1])
    Write-Host "Start Excel and type $formula into a cell." -ForegroundColor Green
    Write-Host 'It shows 5286200150.27 (without a number format: 5286200150).' -ForegroundColor Green
}

function Uninstall-Planner {
    if (-not (Test-Path -LiteralPath "$Environment\pyvenv.cfg")) {
        Write-Host "Nothing to remove: $Environment is not there."
        return
    }
    if (Test-Python $EnvironmentPython 'xlplanner') {
        Invoke-Step $Planner @('install', 'excel', '--uninstall') 'Its reason stands above.'
    } else {
        Write-Warning ('The environment is broken and cannot take the add-in out. Delete it yourself ' +
            "from $env:APPDATA\Microsoft\Excel\XLSTART.")
    }
    Remove-Item -LiteralPath $Environment -Recurse -Force -WhatIf:$DryRun
    if (-not $DryRun) {
        Write-Host "xlplanner is out of Excel. Your own data in $HOME\.xlplanner\data stays."
    }
}

try {
    Assert-Platform
    Assert-ExcelClosed
    if ($Uninstall) { Uninstall-Planner } else { Install-Planner }
    exit 0
} catch {
    Write-Verbose $_.ScriptStackTrace
    # No .NET, which a constrained PowerShell would refuse.
    Write-Host "xlplanner: $($_.Exception.Message)" -ForegroundColor Red
    exit 1
}
