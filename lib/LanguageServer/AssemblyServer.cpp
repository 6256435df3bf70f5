//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "AssemblyServer.h"

using namespace a3;
using namespace llvm::lsp;

/// The transport only writes: who calls `notify` and `call` reads.
AssemblyServer::AssemblyServer(llvm::raw_ostream &output, bool pretty)
    : transport(std::unique_ptr<JSONTransportInput>(), output, pretty),
      handler(transport),
      publish(handler.outgoingNotification<PublishDiagnosticsParams>(
          "textDocument/publishDiagnostics")) {
  handler.notification("textDocument/didOpen", this, &AssemblyServer::open);
  handler.notification("textDocument/didChange", this, &AssemblyServer::change);
  handler.notification("textDocument/didClose", this, &AssemblyServer::close);
  handler.notification("textDocument/didSave", this, &AssemblyServer::ignore);
  handler.method("textDocument/hover", this, &AssemblyServer::hover);
  handler.method("textDocument/completion", this, &AssemblyServer::complete);
  handler.method("textDocument/definition", this, &AssemblyServer::define);
  // A token has two ends; each is a reference to the other.
  handler.method("textDocument/references", this, &AssemblyServer::define);
  handler.method("textDocument/documentSymbol", this,
                 &AssemblyServer::listSymbols);
  // The editor knows one server's abilities, and asks for all in each file.
  handler.method("textDocument/codeAction", this, &AssemblyServer::listNothing);
}

void AssemblyServer::notify(llvm::StringRef method,
                            llvm::json::Value parameters) {
  handler.onNotify(method, std::move(parameters));
}

void AssemblyServer::call(llvm::StringRef method, llvm::json::Value parameters,
                          llvm::json::Value id) {
  handler.onCall(method, std::move(parameters), std::move(id));
}

const AssemblyDocument *AssemblyServer::find(const URIForFile &file) const {
  auto document = documents.find(file.uri());
  return document == documents.end() ? nullptr : &document->second;
}

void AssemblyServer::read(const URIForFile &file, int64_t version,
                          const std::string &text) {
  std::string uri = file.uri().str();
  documents.erase(uri);
  auto [document, isNew] = documents.try_emplace(uri, text);
  PublishDiagnosticsParams parameters(file, version);
  parameters.diagnostics = document->second.diagnostics();
  publish(parameters);
}

void AssemblyServer::open(const DidOpenTextDocumentParams &parameters) {
  const TextDocumentItem &document = parameters.textDocument;
  read(document.uri, document.version, document.text);
}

void AssemblyServer::change(const DidChangeTextDocumentParams &parameters) {
  const VersionedTextDocumentIdentifier &named = parameters.textDocument;
  const AssemblyDocument *document = find(named.uri);
  std::string text = document ? document->text() : "";
  if (failed(TextDocumentContentChangeEvent::applyTo(parameters.contentChanges,
                                                     text)))
    return Logger::error("cannot apply the changes of {0}", named.uri.uri());
  read(named.uri, named.version, text);
}

/// What was found in it is to disappear with it.
void AssemblyServer::close(const DidCloseTextDocumentParams &parameters) {
  documents.erase(parameters.textDocument.uri.uri().str());
  publish(PublishDiagnosticsParams(parameters.textDocument.uri, 0));
}

void AssemblyServer::hover(const TextDocumentPositionParams &parameters,
                           Reply<std::optional<Hover>> reply) {
  const AssemblyDocument *document = find(parameters.textDocument.uri);
  reply(document ? document->hover(parameters.position) : std::nullopt);
}

void AssemblyServer::complete(const CompletionParams &parameters,
                              Reply<CompletionList> reply) {
  CompletionList list;
  if (const AssemblyDocument *document = find(parameters.textDocument.uri))
    list.items = document->complete(parameters.position);
  reply(std::move(list));
}

void AssemblyServer::define(const TextDocumentPositionParams &parameters,
                            Reply<std::vector<Location>> reply) {
  std::vector<Location> locations;
  if (const AssemblyDocument *document = find(parameters.textDocument.uri))
    for (Range range : document->definitions(parameters.position))
      locations.emplace_back(parameters.textDocument.uri, range);
  reply(std::move(locations));
}

void AssemblyServer::listSymbols(const DocumentSymbolParams &parameters,
                                 Reply<std::vector<DocumentSymbol>> reply) {
  const AssemblyDocument *document = find(parameters.textDocument.uri);
  reply(document ? document->symbols() : std::vector<DocumentSymbol>());
}

void AssemblyServer::listNothing(const NoParams &,
                                 Reply<std::vector<Location>> reply) {
  reply(std::vector<Location>());
}
