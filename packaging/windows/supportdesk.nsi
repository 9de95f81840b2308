; Installer for Windows, for one person and without administrator rights; packaging/build.py gives VERSION,
; SOURCE (the frozen folder) and OUT. Removing the program leaves the person's data where it is.
Unicode true
!include MUI2.nsh
!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\SupportDesk"

Name "SupportDesk"
OutFile "${OUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\SupportDesk"
SetCompressor /SOLID lzma

!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN "$INSTDIR\supportdesk.exe"
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

Section
  RMDir /r "$INSTDIR\_internal" ; what an older version left
  SetOutPath "$INSTDIR"
  File /r "${SOURCE}/*.*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\SupportDesk.lnk" "$INSTDIR\supportdesk.exe"
  WriteRegStr HKCU "${KEY}" "DisplayName" "SupportDesk"
  WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${KEY}" "DisplayIcon" "$INSTDIR\supportdesk.exe"
  WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegDWORD HKCU "${KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${KEY}" "NoRepair" 1
SectionEnd

Section "Uninstall"
  Delete "$SMPROGRAMS\SupportDesk.lnk"
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\supportdesk.exe"
  Delete "$INSTDIR\supportdesk-cli.exe"
  Delete "$INSTDIR\LICENSES.txt"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  DeleteRegKey HKCU "${KEY}"
SectionEnd
