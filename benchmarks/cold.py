"""Cold starts: wall time from process start to the first printed line, peak resident memory and CPU time of given commands.

    python cold.py ROUNDS < {"name": ["command", "argument", …], …}
    prints {"name": [[seconds, megabytes, CPU seconds], …], …}

The commands take turns, after one round that warms the file cache and is not counted. It imports nothing: a child's peak
memory is never below its parent's, so the parent has to be small.
"""

import json
import os
import subprocess
import sys
import time


def once(command):
    started = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as child:
        line = child.stdout.readline()
        seconds = time.perf_counter() - started
        child.stdout.read()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode or not line.strip():
        sys.exit(f"exit code {child.returncode} from {' '.join(command)[:200]}")
    return [round(seconds, 4), round(usage.ru_maxrss / 1024, 1), round(usage.ru_utime + usage.ru_stime, 4)]


def main():
    rounds, commands = int(sys.argv[1]), json.load(sys.stdin)
    for command in commands.values():
        once(command)
    taken = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            taken[name].append(once(command))
    json.dump(taken, sys.stdout)


if __name__ == "__main__":
    main()
