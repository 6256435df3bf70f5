//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A language server in a child process, at the other end of two pipes.
//
//===----------------------------------------------------------------------===//

#ifndef A3_LIB_LANGUAGESERVER_CHILDSERVER_H
#define A3_LIB_LANGUAGESERVER_CHILDSERVER_H

#include "a3/Support/Expected.h"

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"

#include <cstdio>

namespace a3 {

class ChildServer {
public:
  /// Runs `body` in a fork of this process, of which no thread may have been
  /// started yet, with pipes as its standard input and output.
  static Expected<ChildServer> start(llvm::function_ref<int()> body);

  /// Sends it a message.
  void send(llvm::StringRef message);

  /// Where its messages come from.
  FILE *messages() const { return fromChild; }

  /// Ends its input and waits. Whether its exit status was 0.
  bool finish();

private:
  ChildServer(int process, FILE *toChild, FILE *fromChild)
      : process(process), toChild(toChild), fromChild(fromChild) {}

  int process;
  FILE *toChild, *fromChild;
};

/// Writes a message as the Language Server Protocol frames it. Errors are left
/// to who reads: its side of the pipe is closed.
void writeMessage(FILE *file, llvm::StringRef message);

} // namespace a3

#endif // A3_LIB_LANGUAGESERVER_CHILDSERVER_H
