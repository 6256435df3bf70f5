//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The requests of an editor that are about open files of assembly.
//
//===----------------------------------------------------------------------===//

#ifndef A3_LIB_LANGUAGESERVER_ASSEMBLYSERVER_H
#define A3_LIB_LANGUAGESERVER_ASSEMBLYSERVER_H

#include "a3/LanguageServer/AssemblyDocument.h"

#include "llvm/Support/LSP/Transport.h"

#include <map>

namespace a3 {

class AssemblyServer {
public:
  /// Replies and diagnostics go to `output` at once, each in one piece.
  AssemblyServer(llvm::raw_ostream &output, bool pretty);

  /// Of a message without an id.
  void notify(llvm::StringRef method, llvm::json::Value parameters);
  void call(llvm::StringRef method, llvm::json::Value parameters,
            llvm::json::Value id);

private:
  template <typename Result> using Reply = llvm::lsp::Callback<Result>;

  void open(const llvm::lsp::DidOpenTextDocumentParams &parameters);
  void change(const llvm::lsp::DidChangeTextDocumentParams &parameters);
  void close(const llvm::lsp::DidCloseTextDocumentParams &parameters);
  void hover(const llvm::lsp::TextDocumentPositionParams &parameters,
             Reply<std::optional<llvm::lsp::Hover>> reply);
  void complete(const llvm::lsp::CompletionParams &parameters,
                Reply<llvm::lsp::CompletionList> reply);
  void define(const llvm::lsp::TextDocumentPositionParams &parameters,
              Reply<std::vector<llvm::lsp::Location>> reply);
  void listSymbols(const llvm::lsp::DocumentSymbolParams &parameters,
                   Reply<std::vector<llvm::lsp::DocumentSymbol>> reply);
  void ignore(const llvm::lsp::NoParams &) {}
  void listNothing(const llvm::lsp::NoParams &,
                   Reply<std::vector<llvm::lsp::Location>> reply);

  void read(const llvm::lsp::URIForFile &file, int64_t version,
            const std::string &text);
  const AssemblyDocument *find(const llvm::lsp::URIForFile &file) const;

  llvm::lsp::JSONTransport transport;
  llvm::lsp::MessageHandler handler;
  llvm::lsp::OutgoingNotification<llvm::lsp::PublishDiagnosticsParams> publish;
  std::map<std::string, AssemblyDocument, std::less<>> documents; ///< By URI.
};

} // namespace a3

#endif // A3_LIB_LANGUAGESERVER_ASSEMBLYSERVER_H
