@echo off
rem Announcer: builds what is not built, and runs it; also the client commands say, status and voices. See announcer --help
setlocal EnableExtensions DisableDelayedExpansion

rem The words of the command line go through the environment: on its own command line java.exe loses what the machine's code page lacks.
set ANNOUNCER_ARGUMENTS=%*

set "base=%~dp0"
if "%base:~-1%"=="\" set "base=%base:~0,-1%"
set "product=%base%\announcer.app\target\announcer"
set "launcher=%product%\lib\launcher.jar"
if not defined ANNOUNCER_HOME set "ANNOUNCER_HOME=%base%\announcer-home"

set "command="
set "first=%~1"
if not defined first set "command=run"
for %%c in (run say status voices help version) do if "%first%"=="%%c" set "command=%%c"
for %%c in (-h --help) do if "%first%"=="%%c" set "command=help"
for %%c in (-V --version) do if "%first%"=="%%c" set "command=version"
if not defined command if "%first:~0,1%"=="-" set "command=run"
if not defined command (
  rem What users chose is shown by a variable's late value: an ampersand in it would begin another command.
  setlocal EnableDelayedExpansion
  echo announcer: unknown command: !first! ^(there are: run, say, status, voices^) 1>&2
  echo announcer --help tells what there is 1>&2
  exit /b 2
)

set "java="
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "java=%JAVA_HOME%\bin\java.exe"
if not defined java for %%j in (java.exe) do set "java=%%~$PATH:j"
if not defined java (
  echo announcer: no Java found: install a JDK 17 or newer and put its bin folder on the PATH, or set JAVA_HOME 1>&2
  exit /b 1
)
rem The file "release" of a JDK spares the start of a JVM to ask it.
set "version="
for %%j in ("%java%") do set "release=%%~dpj..\release"
if exist "%release%" for /f "usebackq tokens=1,2 delims==" %%a in ("%release%") do if "%%a"=="JAVA_VERSION" set "version=%%~b"
if not defined version for /f "tokens=1,2 delims== " %%a in ('""%java%" -XshowSettings:properties -version 2^>^&1"') do (
  if "%%a"=="java.specification.version" set "version=%%b"
)
set "major=8"
for /f "delims=." %%m in ("%version%") do if not "%%m"=="1" set "major=%%m"
if %major% LSS 17 (
  setlocal EnableDelayedExpansion
  echo announcer: !java! is Java !version!; Announcer needs 17 or newer: set JAVA_HOME 1>&2
  exit /b 1
)

if exist "%launcher%" goto built
if "%command%"=="help" goto unbuilt_help
if "%command%"=="version" goto unbuilt_help
if "%command%"=="run" goto build
echo announcer: not running ^(and not built: announcer.cmd builds and starts it^) 1>&2
exit /b 3

:unbuilt_help
type "%base%\announcer.app\src\announcer\app\launcher\help.txt"
exit /b 0

:build
set "mvn="
for %%m in (mvn.cmd) do set "mvn=%%~$PATH:m"
if not defined mvn (
  echo announcer: the product is not built, and building it needs Maven ^(mvn^): install it and put its bin folder on the PATH 1>&2
  exit /b 1
)
for %%j in ("%java%") do if not exist "%%~dpjjavac.exe" (
  setlocal EnableDelayedExpansion
  echo announcer: the product is not built, and building it needs a JDK: !java! has no javac.exe beside it 1>&2
  exit /b 1
)
set "log=%base%\announcer.app\target\build.log"
if not exist "%base%\announcer.app\target" mkdir "%base%\announcer.app\target"
setlocal EnableDelayedExpansion
echo announcer: building the product, which is done once and takes a while ^(whole log: !log!^) 1>&2
endlocal
pushd "%base%"
call "%mvn%" -B -ntp -Dmaven.test.skip=true package -pl announcer.app -am >"%log%" 2>&1 <nul
set "code=%errorlevel%"
popd
if "%code%"=="0" if exist "%launcher%" goto built
setlocal EnableDelayedExpansion
echo announcer: the build failed; the whole log is !log! 1>&2
exit /b 1

:built
rem The short name, where the disk has such: it is ASCII, which java.exe understands in every code page.
for %%p in ("%product%") do set "short=%%~sp"
if not exist "%short%\lib\launcher.jar" set "short=%product%"
set "options=-Xms64m -Xmx384m -XX:+UseG1GC -Xshare:auto -Djava.awt.headless=true -Dannouncer.terminal=auto -Djdk.console=java.base"
if %major% GEQ 22 set "options=%options% --enable-native-access=ALL-UNNAMED"
if %major% GEQ 23 set "options=%options% --sun-misc-unsafe-memory-access=allow"
rem Outside of parentheses, which one in a text would close. -jar and no class path, which knows no escape for a semicolon.
if "%command%"=="run" goto run
"%java%" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto -Djdk.console=java.base -jar "%short%\lib\launcher.jar" %*
exit /b %errorlevel%

:run
"%java%" %options% %ANNOUNCER_JAVA_OPTS% "-Dannouncer.base=%base%" -jar "%short%\lib\launcher.jar" %*
exit /b %errorlevel%
