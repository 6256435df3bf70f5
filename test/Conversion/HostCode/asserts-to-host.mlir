// RUN: a3-opt %s --a3-asserts-to-host | FileCheck %s

// CHECK:       llvm.mlir.global internal constant @a3_message_0("out of bounds\00")
// CHECK-LABEL: func @model(
// CHECK-SAME:    %[[HOST:[^:]*]]: !llvm.ptr, %[[A:[^:]*]]: i1, %[[B:[^:]*]]: i1)
// CHECK:         %[[TRUE:.*]] = arith.constant true
// CHECK:         %[[BROKEN:.*]] = arith.xori %[[A]], %[[TRUE]]
// CHECK:         scf.if %[[BROKEN]] {
// CHECK:           %[[TEXT:.*]] = llvm.mlir.addressof @a3_message_0
// CHECK:           call @a3_fail(%[[HOST]], %[[TEXT]])
// CHECK:         scf.if
// CHECK:           llvm.mlir.addressof @a3_message_0
// CHECK-NOT:     cf.assert
func.func @model(%host: !llvm.ptr, %a: i1, %b: i1) {
  cf.assert %a, "out of bounds"
  cf.assert %b, "out of bounds"
  return
}
