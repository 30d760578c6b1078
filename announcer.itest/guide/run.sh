#!/bin/sh
# Follows docs/write-an-engine.md as a stranger does: installs the API and the kit into a repository without any of Announcer, makes a project
# outside of the tree of the files that the page shows, and builds and tests it. Takes arguments for Maven, such as -o.
# Needs espeak-ng. The repository is made of hard links to the one in $MAVEN_REPOSITORY (default ~/.m2/repository), so that nothing is loaded twice.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
page=$root/docs/write-an-engine.md
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
repository=$work/repository
from=${MAVEN_REPOSITORY:-$HOME/.m2/repository}
mkdir -p "$repository" "$work/project"
if [ -d "$from" ]; then
    cp -al "$from/." "$repository/" 2>/dev/null || cp -a "$from/." "$repository/"
    rm -rf "$repository/announcer"
fi

# The page's own commands are run, so that they are right.
command() {
    grep -m 1 "^mvn .*$1" "$page" | sed "s|^mvn|mvn -B -ntp -Dmaven.repo.local=$repository $2|"
}
start=$(date +%s)
(cd "$root" && eval "$(command 'install$' "$*")")
echo "guide: the API and the kit are installed after $(($(date +%s) - start)) s"

# "File `NAME`:" is followed by a block that is that file.
cd "$work/project"
awk '/^File `[^`]+`:$/ { split($0, part, "`"); name = part[2] }
     /^```/ && name != "" { if (inside) { close(name); name = ""; inside = 0 } else { folder = name; if (sub("/[^/]*$", "", folder)) system("mkdir -p " folder); inside = 1 }; next }
     inside { print > name }' "$page"
for file in pom.xml bnd.bnd src/main/java/example/tts/ProgramEngine.java src/test/java/example/tts/ProgramContractTest.java; do
    [ -s "$file" ] || { echo "guide: the page shows no $file" >&2; exit 1; }
done
eval "$(command 'package$' "$*")"
echo "guide: the engine is built and tested after $(($(date +%s) - start)) s"

tests=$(sed -n 's/.*<testsuite .* tests="\([0-9]*\)".*/\1/p' target/surefire-reports/TEST-*.xml | head -n 1)
[ "${tests:-0}" -gt 50 ] || { echo "guide: only ${tests:-0} tests ran" >&2; exit 1; }
jar xf target/example.tts.jar META-INF/MANIFEST.MF
< META-INF/MANIFEST.MF sed -e ':a' -e 'N' -e '$!ba' -e 's/\r\?\n //g' > manifest
for header in 'Bundle-Name: Example voices' 'Service-Component: OSGI-INF/example.tts.ProgramEngine.xml' 'announcer.api.speech;version="\[0.9,1)"' 'JavaSE)(version=17'; do
    grep -q "$header" manifest || { echo "guide: the bundle's manifest has no $header:" >&2; cat manifest >&2; exit 1; }
done
echo "guide: $tests tests, $(cat src/main/java/example/tts/*.java | wc -l) lines of engine, $(cat pom.xml bnd.bnd | wc -l) of build"
