// Every reason for leaving a softmax has a row in the documentation, with the
// text of the remark, and a test that gets it. Nothing else has.
// RUN: python3 %S/Inputs/check-reasons.py %S/../..
