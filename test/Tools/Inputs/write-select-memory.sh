#!/bin/sh
# Writes q.npy, k.npy and v.npy for select.a3s: PYTHON FOLDER. The keys are
# (3, 1), (3, 2) and (-1, -2) in steps of 1/16, q is (1, -1) and (1/16, 0).
set -eu
write="$1 $(dirname "$0")/write-npy.py"
mkdir -p "$2"
$write "$2/q.npy" "<f4" "(2, 2)" "[1, -1, 0.0625, 0]"
$write "$2/k.npy" "<f4" "(3, 2)" "[0.1875, 0.0625, 0.1875, 0.125, -0.0625, -0.125]"
$write "$2/v.npy" "<f4" "(3, 1)" "[1, 2, 3]"
