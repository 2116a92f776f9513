; Made for $name by resources/packaging; Inno Setup 6 compiles it. For one person, without administrator's rights.
; Silent: $command-$version-setup.exe /VERYSILENT /SUPPRESSMSGBOXES /NORESTART
; The data directory is elsewhere, so that installing over an older version and removing both leave it alone.

[Setup]
; Never changes: by it a newer version finds the older one.
AppId=$identifier
AppName=$name
AppVersion=$version
AppPublisher=$publisher
AppPublisherURL=https://$domain
DefaultDirName={autopf}\$name
DisableProgramGroupPage=yes
DisableDirPage=auto
PrivilegesRequired=lowest
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
CloseApplications=yes
RestartApplications=no
Compression=lzma2
SolidCompression=yes
OutputDir=$output
OutputBaseFilename=$command-$version-setup
UninstallDisplayIcon={app}\$command.exe
UninstallDisplayName=$name
VersionInfoVersion=$version
$sign

[InstallDelete]
; What only the older version had.
Type: filesandordirs; Name: "{app}\_internal"
Type: filesandordirs; Name: "{app}\licenses"

[Files]
Source: "$folder\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{autoprograms}\$name"; Filename: "{app}\$command.exe"; AppUserModelID: "$identifier"

[Run]
Filename: "{app}\$command.exe"; Flags: nowait postinstall skipifsilent; Description: "{cm:LaunchProgram,$name}"
