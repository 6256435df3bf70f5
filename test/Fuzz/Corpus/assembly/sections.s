.section .a3.program
00ffAA # data
.section .a3.stream.0
  sync_store wait(compute)
.section .a3.native
.section .a3.weights
