//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What the tools of the compiler with LLVM's command line say with --version.
//
//===----------------------------------------------------------------------===//

#ifndef A3_TOOLVERSION_H
#define A3_TOOLVERSION_H

#include "llvm/Config/llvm-config.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/raw_ostream.h"

namespace mlir::a3 {

/// Before the command line is parsed.
inline void setToolVersion() {
  llvm::cl::SetVersionPrinter([](llvm::raw_ostream &os) {
    os << "A3 " A3_VERSION " (LLVM " LLVM_VERSION_STRING ")\n";
  });
}

} // namespace mlir::a3

#endif // A3_TOOLVERSION_H
