# fish completion for jihe
function __jihe_rule_ids
    jihe rules list 2>/dev/null | string split -f1 ' '
end

complete -c jihe -f
complete -c jihe -n __fish_use_subcommand -a check -d 'check forms and report'
complete -c jihe -n __fish_use_subcommand -a diff -d 'compare two reports'
complete -c jihe -n __fish_use_subcommand -a convert -d 'write records as NDJSON, CSV or XLSX'
complete -c jihe -n __fish_use_subcommand -a review -d 'fill in the review form per project'
complete -c jihe -n __fish_use_subcommand -a value -d 'show how a text is understood'
complete -c jihe -n __fish_use_subcommand -a rules -d 'list, show and test rules'
complete -c jihe -n __fish_use_subcommand -a help -d 'show help'
complete -c jihe -n __fish_use_subcommand -l version -d 'show the version'
complete -c jihe -n '__fish_seen_subcommand_from rules; and not __fish_seen_subcommand_from list show test forms basis new doc lint probe' -a 'list show test forms basis new doc lint probe'
complete -c jihe -n '__fish_seen_subcommand_from show test' -a '(__jihe_rule_ids)'

complete -c jihe -n '__fish_seen_subcommand_from check convert diff review' -F
complete -c jihe -n '__fish_seen_subcommand_from check convert diff review rules' -l rules -r -a '(__fish_complete_directories)' -d 'rules folder'
complete -c jihe -n '__fish_seen_subcommand_from check convert review list show forms basis' -l region -x -d 'division code or name'
complete -c jihe -n '__fish_seen_subcommand_from check convert review list show basis' -l year -x -d 'budget year'
complete -c jihe -n '__fish_seen_subcommand_from check convert review new' -l form -x -a 'declaration target monitoring self_evaluation disclosure' -d 'kind of form'
complete -c jihe -n '__fish_seen_subcommand_from check review list show' -l stage -x -a 'self submit department finance' -d 'how far the forms have come'
complete -c jihe -n '__fish_seen_subcommand_from check review list show basis' -l as-of -x -d 'judge by the rules of this time'
complete -c jihe -n '__fish_seen_subcommand_from check' -l baseline -r -F -d 'earlier report'
complete -c jihe -n '__fish_seen_subcommand_from check basis' -l waivers -r -F -d 'table of waivers'
complete -c jihe -n '__fish_seen_subcommand_from check review' -l param -x -d 'NAME=VALUE of a rule parameter'
complete -c jihe -n '__fish_seen_subcommand_from check diff' -l format -x -a 'text ndjson json csv html xlsx md sarif junit' -d 'report format'
complete -c jihe -n '__fish_seen_subcommand_from check convert diff review' -s o -l output -r -F -d 'report file'
complete -c jihe -n '__fish_seen_subcommand_from check' -l fail-on -x -a 'error warning note' -d 'severity for exit status 1'
complete -c jihe -n '__fish_seen_subcommand_from probe' -F
complete -c jihe -n '__fish_seen_subcommand_from probe' -l reasons -r -F -d 'changes known to go unnoticed'
complete -c jihe -n '__fish_seen_subcommand_from new' -l pack -x -d 'pack: code, folder or name'
complete -c jihe -n '__fish_seen_subcommand_from new' -l aspect -x -d 'aspect of the rule'
complete -c jihe -n '__fish_seen_subcommand_from new' -l each -x -a 'project indicator group' -d 'what it is asked of'
complete -c jihe -n '__fish_seen_subcommand_from new' -l subject -x -d 'behind the id in the file name'
complete -c jihe -n '__fish_seen_subcommand_from check review' -l jobs -x -d threads
complete -c jihe -n '__fish_seen_subcommand_from check convert review' -s q -l quiet -d 'verdict only'
complete -c jihe -n '__fish_seen_subcommand_from check convert diff review value rules' -l lang -x -a 'zh en' -d 'language of messages'
complete -c jihe -n '__fish_seen_subcommand_from check convert diff review value rules' -s h -l help -d 'show help'
complete -c jihe -n '__fish_seen_subcommand_from diff' -l old-forms -r -F -d 'forms of OLD'
complete -c jihe -n '__fish_seen_subcommand_from diff' -l new-forms -r -F -d 'forms of NEW'
