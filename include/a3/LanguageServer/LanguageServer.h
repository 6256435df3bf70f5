//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One language server for files of A3 assembly and of MLIR, on standard input
// and output: editors start one server a language, and may be told that it is
// the same. MLIR's own server runs in a process of its own, since it takes its
// standard input and output for itself.
//
//===----------------------------------------------------------------------===//

#ifndef A3_LANGUAGESERVER_LANGUAGESERVER_H
#define A3_LANGUAGESERVER_LANGUAGESERVER_H

#include "a3/Support/Expected.h"

#include "llvm/ADT/STLFunctionalExtras.h"

namespace a3 {

struct LanguageServerOptions {
  bool pretty = false;    ///< Print JSON indented.
  bool delimited = false; ///< Messages come between lines of `// -----`.
};

/// Serves an editor until it says `exit`. Assembly is served here: what an
/// editor opened as language `a3s` or from a file `*.a3s`. All other messages
/// go through `serveOther`, which runs in a child process with the editor's
/// messages as standard input, and returns its exit status.
Expected<void> serveLanguages(const LanguageServerOptions &options,
                              llvm::function_ref<int()> serveOther);

} // namespace a3

#endif // A3_LANGUAGESERVER_LANGUAGESERVER_H
