# Runs beside the host and outlives it: told of each process group on standard input ("+ 123", "- 123"), it ends
# those that are left when that input closes, which also happens when the host is killed.
exec >/dev/null 2>&1
groups=
while read -r change group; do
    case $change in
        +) groups="$groups $group" ;;
        -)
            left=
            for each in $groups; do [ "$each" = "$group" ] || left="$left $each"; done
            groups=$left
            ;;
    esac
done

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
