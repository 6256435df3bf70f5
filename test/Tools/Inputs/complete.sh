#!/bin/bash
# Prints what bash would offer: complete.sh SHARE TOOL NUMBER WORD..., where the word of
# that number is being typed. The tool may be a path.
tool=$(basename "$2")
# shellcheck source=/dev/null
source "$1/bash-completion/completions/$tool"
function=$(complete -p "$tool" | sed 's/.* -F \([^ ]*\) .*/\1/')
COMP_CWORD=$3
shift 3
# shellcheck disable=SC2034
COMP_WORDS=("$@")
"$function"
echo "${COMPREPLY[*]}"
