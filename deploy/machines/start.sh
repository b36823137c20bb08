# The first process of a machine, run by `unshare` in namespaces of its own:
#   sh start.sh NAME ROOT [BASE CHANGES WORK]
# Gives ROOT what a kernel gives a machine, makes it the root of everything, tells its own process
# id as the host numbers it, and then lives for as long as the machine does. With BASE, ROOT shows
# a copy of it: laid over by CHANGES where the kernel can do that, else truly copied.
set -eu
name=$1
root=$2
read -r host_pid _ </proc/self/stat
echo "$name" >/proc/sys/kernel/hostname

lay_over() { mount -t overlay -o "lowerdir=$1,upperdir=$2,workdir=$3" overlay "$root" 2>/dev/null; }
if [ $# -eq 2 ] || ! lay_over "$3" "$4" "$5"; then
    [ $# -eq 2 ] || cp -a --reflink=auto "$3/." "$root"
    mount --bind "$root" "$root"
fi

cd "$root"
mount -t proc -o nosuid,nodev,noexec proc proc
mount -t sysfs -o ro,nosuid,nodev,noexec sysfs sys
mount -t tmpfs -o mode=755,nosuid tmpfs dev
for node in null zero full random urandom tty; do
    : >"dev/$node"
    mount --bind "/dev/$node" "dev/$node"
done
mkdir dev/pts dev/shm
mount -t devpts -o newinstance,ptmxmode=0666,mode=0620,gid=5 devpts dev/pts
mount -t tmpfs -o mode=1777,nosuid,nodev tmpfs dev/shm
ln -s pts/ptmx dev/ptmx
ln -s /proc/self/fd dev/fd
ln -s /proc/self/fd/0 dev/stdin
ln -s /proc/self/fd/1 dev/stdout
ln -s /proc/self/fd/2 dev/stderr

# A changed root alone would not do: in it the kernel refuses namespaces, and so Chromium's sandbox.
pivot_root . mnt
cd /
umount -l /mnt
echo "$host_pid"
# Ignoring the end of children has the kernel bury whoever is left to the first process.
exec env --ignore-signal=CHLD sleep infinity
