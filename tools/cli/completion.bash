# shellcheck shell=bash
# Completion of sdvlite's commands, options and rule names for bash: `source tools/cli/completion.bash`.

_sdvlite_options() { "$1" "${@:2}" --help 2>/dev/null | grep -oE -- '(^| |,)--?[A-Za-z-]+' | tr -d ' ,' | sort -u; }

_sdvlite() {
    local program=${COMP_WORDS[0]} command=${COMP_WORDS[1]-} current=${COMP_WORDS[COMP_CWORD]}
    local previous=${COMP_WORDS[COMP_CWORD - 1]} words=
    COMPREPLY=()
    if ((COMP_CWORD == 1)); then
        words='check scan rules ir trace baseline --help --version'
    else
        case $previous in
        --rules | --only | graph | lint | test) words=$("$program" rules list --color never 2>/dev/null | awk 'NR > 1 && /^[a-z]/ { print $1 }') ;;
        --model) words='wdm storport' ;;
        --search) words='bfs dfs' ;;
        --fail-on) words='defect inconclusive' ;;
        --format) words='text json sarif html= text= json= sarif=' ;;
        --color) words='auto always never' ;;
        show) [[ $command == rules ]] && words=$("$program" rules list --color never 2>/dev/null | awk 'NR > 1 && /^[a-z]/ { print $1 }') ;;
        rules) ((COMP_CWORD == 2)) && words='list show graph new lint test' ;;
        ir) ((COMP_CWORD == 2)) && words='print check' ;;
        trace) ((COMP_CWORD == 2)) && words='show validate' ;;
        baseline) ((COMP_CWORD == 2)) && words='write check' ;;
        esac
        if [[ $current == -* ]]; then
            case $command in
            ir | rules | trace | baseline) words=$(_sdvlite_options "$program" "$command" "${COMP_WORDS[2]-}") ;;
            *) words=$(_sdvlite_options "$program" "$command") ;;
            esac
        fi
    fi
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
    ((${#COMPREPLY[@]})) || mapfile -t COMPREPLY < <(compgen -f -- "$current")
}
complete -o filenames -F _sdvlite sdvlite tools/sdvlite
