//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_TARGET_ASSEMBLY_TRANSLATEASSEMBLY_H
#define A3_TARGET_ASSEMBLY_TRANSLATEASSEMBLY_H

namespace mlir::a3isa {

/// Registers --a3isa-to-assembly and --assembly-to-a3isa with mlir-translate's
/// driver.
void registerAssemblyTranslations();

} // namespace mlir::a3isa

#endif // A3_TARGET_ASSEMBLY_TRANSLATEASSEMBLY_H
