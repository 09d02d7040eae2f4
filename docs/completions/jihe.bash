# bash completion for jihe
_jihe() {
    local cur prev command word i
    COMPREPLY=()
    cur=${COMP_WORDS[COMP_CWORD]}
    prev=${COMP_WORDS[COMP_CWORD - 1]}
    # bash splits --name=value at the equals sign
    if [ "$cur" = "=" ]; then cur=; fi
    if [ "$prev" = "=" ]; then prev=${COMP_WORDS[COMP_CWORD - 2]}; fi
    command=
    for ((i = 1; i < COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        case $word in
            check | convert | diff | review | value | help) [ -n "$command" ] || command=$word ;;
            rules) [ -n "$command" ] || command=rules ;;
            list | show | test | forms | basis | new | doc | lint | probe) [ "$command" = rules ] && command="rules $word" ;;
        esac
    done
    case $prev in
        --rules) COMPREPLY=($(compgen -d -- "$cur")); return ;;
        --baseline | --waivers | --old-forms | --new-forms) COMPREPLY=($(compgen -f -- "$cur")); return ;;
        -o | --output) COMPREPLY=($(compgen -f -- "$cur")); return ;;
        --form) COMPREPLY=($(compgen -W "declaration target monitoring self_evaluation disclosure" -- "$cur")); return ;;
        --stage) COMPREPLY=($(compgen -W "self submit department finance" -- "$cur")); return ;;
        --format) COMPREPLY=($(compgen -W "text ndjson json csv html xlsx md sarif junit" -- "$cur")); return ;;
        --fail-on) COMPREPLY=($(compgen -W "error warning note" -- "$cur")); return ;;
        --lang) COMPREPLY=($(compgen -W "zh en" -- "$cur")); return ;;
        --each) COMPREPLY=($(compgen -W "project indicator group" -- "$cur")); return ;;
        --region | --year | --as-of | --jobs | --param | --pack | --aspect | --subject) return ;;
    esac
    case $command in
        "") COMPREPLY=($(compgen -W "check convert diff review value rules help --version" -- "$cur")); return ;;
        rules) COMPREPLY=($(compgen -W "list show test forms basis new doc lint probe" -- "$cur")); return ;;
        help) COMPREPLY=($(compgen -W "check convert diff review value rules" -- "$cur")); return ;;
    esac
    if [[ $cur == -* ]]; then
        case $command in
            diff) word="--rules --old-forms --new-forms --format -o --output --lang --help" ;;
            check) word="--rules --region --year --form --stage --as-of --baseline --waivers --param --format -o --output --fail-on --jobs --lang --quiet --help" ;;
            review) word="--rules --region --year --form --stage --as-of --param -o --output --jobs --lang --quiet --help" ;;
            convert) word="--rules --region --year --form -o --output --lang --quiet --help" ;;
            "rules list" | "rules show") word="--rules --region --year --stage --as-of --lang --help" ;;
            "rules basis") word="--rules --region --year --as-of --waivers --lang --help" ;;
            "rules forms") word="--rules --region --lang --help" ;;
            "rules test" | "rules lint") word="--rules --lang --help" ;;
            "rules probe") word="--rules --region --year --reasons --lang --help" ;;
            "rules doc") word="--rules -o --output --lang --help" ;;
            "rules new") word="--rules --pack --aspect --each --form --subject --lang --help" ;;
            *) word="--lang --help" ;;
        esac
        COMPREPLY=($(compgen -W "$word" -- "$cur"))
        return
    fi
    case $command in
        check | convert | diff | review) COMPREPLY=($(compgen -f -- "$cur")) ;;
        "rules show" | "rules test")
            COMPREPLY=($(compgen -W "$(jihe rules list 2>/dev/null | cut -d' ' -f1)" -- "$cur")) ;;
    esac
}
complete -o filenames -F _jihe jihe
