# Runs beside the host and outlives it: told on standard input what to watch ("+ group 123", "+ container NAME docker",
# "+ network NAME docker", with - instead of + what is gone), it ends and removes what is left when that input closes,
# which also happens when the host is killed. Names hold no blanks; the engine's command, behind them, may.
exec >/dev/null 2>&1
groups=
containers=
networks=
engine=

# Sets $left to the words of $2 that are not $1.
without() {
    left=
    for each in $2; do [ "$each" = "$1" ] || left="$left $each"; done
}

while read -r change kind name command; do
    [ -z "$command" ] || engine=$command
    case $change$kind in
        +group) groups="$groups $name" ;;
        +container) containers="$containers $name" ;;
        +network) networks="$networks $name" ;;
        -group) without "$name" "$groups"; groups=$left ;;
        -container) without "$name" "$containers"; containers=$left ;;
        -network) without "$name" "$networks"; networks=$left ;;
    esac
done

remove_containers() {
    [ -z "$containers" ] || "$engine" container stop -t 3 $containers
    [ -z "$containers" ] || "$engine" container rm --force --volumes $containers
    for network in $networks; do
        for guest in $("$engine" container ls --all --filter "network=$network" --format '{{.Names}}'); do
            "$engine" network disconnect --force "$network" "$guest"
        done
        "$engine" network rm "$network"
    done
}

remove_containers &
for group in $groups; do kill -TERM "-$group"; done
tenths=0
while [ $tenths -lt 30 ]; do
    alive=
    for group in $groups; do kill -0 "-$group" && alive=yes; done
    [ -n "$alive" ] || exit 0
    sleep 0.1
    tenths=$((tenths + 1))
done
for group in $groups; do kill -KILL "-$group"; done
