//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What an editor asks about one text of assembly (a3/ISA/Assembly.h), also one
// that a3-objdump printed: of that, the sections of streams. Places count from
// 0, as in the Language Server Protocol.
//
//===----------------------------------------------------------------------===//

#ifndef A3_LANGUAGESERVER_ASSEMBLYDOCUMENT_H
#define A3_LANGUAGESERVER_ASSEMBLYDOCUMENT_H

#include "a3/ISA/Instruction.h"

#include "llvm/Support/LSP/Protocol.h"

#include <optional>
#include <string>

namespace a3 {

class AssemblyDocument {
public:
  explicit AssemblyDocument(std::string text);
  AssemblyDocument(const AssemblyDocument &) = delete; // Lines point into it.

  const std::string &text() const { return contents; }
  const std::vector<llvm::lsp::Diagnostic> &diagnostics() const {
    return found;
  }

  /// Of the instruction, field, value, queue or label there.
  std::optional<llvm::lsp::Hover> hover(llvm::lsp::Position position) const;

  /// Mnemonics, fields, values of enumerations, and queues of tokens.
  std::vector<llvm::lsp::CompletionItem>
  complete(llvm::lsp::Position position) const;

  /// Of a token: the instructions at its other end. Of a loop level: the loop.
  std::vector<llvm::lsp::Range> definitions(llvm::lsp::Position position) const;

  /// Labels and loops.
  std::vector<llvm::lsp::DocumentSymbol> symbols() const;

private:
  struct Line {
    std::string_view text;
    std::optional<size_t> stream; ///< Where it is assembly.
    std::optional<size_t> instruction;
  };
  struct Stream {
    std::vector<isa::Instruction> instructions;
    std::vector<unsigned> lines; ///< Of the instructions.
    bool isValid = true;
  };
  struct Cursor;

  void readStream(std::string_view body, unsigned firstLine);
  void report(const Error &error, llvm::lsp::DiagnosticSeverity severity =
                                      llvm::lsp::DiagnosticSeverity::Error);
  void reportAt(size_t instruction, std::string message,
                llvm::lsp::DiagnosticSeverity severity);
  void checkRun();
  Cursor cursorAt(llvm::lsp::Position position) const;
  std::optional<std::string> describe(const Cursor &cursor) const;
  std::string describeLabel(unsigned line) const;
  std::vector<size_t> loopsOf(const Cursor &cursor) const;
  llvm::lsp::Range rangeOfLine(unsigned line) const;

  std::string contents;
  std::vector<Line> lines;
  std::vector<Stream> streams;
  std::vector<llvm::lsp::Diagnostic> found;
};

} // namespace a3

#endif // A3_LANGUAGESERVER_ASSEMBLYDOCUMENT_H
