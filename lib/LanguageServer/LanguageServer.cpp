//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/LanguageServer/LanguageServer.h"

#include "AssemblyServer.h"
#include "ChildServer.h"

#include <atomic>
#include <mutex>
#include <set>
#include <thread>

using namespace a3;
using namespace llvm::lsp;
using llvm::StringRef;

namespace {

constexpr StringRef assemblyLanguage = "a3s";
constexpr StringRef assemblySuffix = ".a3s";

/// Standard output, to which both servers write: a message at a time.
class EditorOutput {
public:
  /// Of messages that are framed already.
  void write(StringRef bytes) {
    std::lock_guard lock(mutex);
    std::fwrite(bytes.data(), 1, bytes.size(), stdout);
    std::fflush(stdout);
  }
  void send(StringRef message) {
    std::lock_guard lock(mutex);
    writeMessage(stdout, message);
  }

private:
  std::mutex mutex;
};

/// Hands each message of the editor to the server that it is for.
class Dispatcher {
public:
  Dispatcher(const LanguageServerOptions &options, ChildServer &other,
             EditorOutput &output)
      : input(stdin, options.delimited ? JSONStreamStyle::Delimited
                                       : JSONStreamStyle::Standard),
        other(other), output(output), replyStream(replies),
        assembly(replyStream, options.pretty) {}

  /// Until `exit`, or the end of the input.
  void run();

private:
  /// Whether there are more to come.
  bool dispatch(const std::string &text);
  bool isAssembly(StringRef method, const llvm::json::Object &parameters);
  void serveHere(StringRef method, const llvm::json::Object &message);

  JSONTransportInputOverFile input;
  ChildServer &other;
  EditorOutput &output;
  std::string replies;
  llvm::raw_string_ostream replyStream;
  AssemblyServer assembly;
  std::set<std::string, std::less<>> open; ///< URIs of assembly.
};

void Dispatcher::run() {
  std::string text;
  while (!input.isEndOfInput() && !input.hasError())
    if (succeeded(input.readMessage(text)) && !dispatch(text))
      return;
}

bool Dispatcher::dispatch(const std::string &text) {
  llvm::Expected<llvm::json::Value> message = llvm::json::parse(text);
  if (!message) {
    Logger::error("not JSON: {0}", llvm::toString(message.takeError()));
    return true;
  }
  // MLIR's server would end with such a message.
  const llvm::json::Object *object = message->getAsObject();
  if (!object || object->getString("jsonrpc") != "2.0") {
    Logger::error("no message of JSON-RPC 2.0: {0}", text);
    return true;
  }
  StringRef method = object->getString("method").value_or("");
  const llvm::json::Object *parameters = object->getObject("params");
  if (parameters && isAssembly(method, *parameters))
    serveHere(method, *object);
  else
    other.send(text);
  return method != "exit";
}

/// Follows which files of assembly are open.
bool Dispatcher::isAssembly(StringRef method,
                            const llvm::json::Object &parameters) {
  const llvm::json::Object *document = parameters.getObject("textDocument");
  std::optional<StringRef> uri =
      document ? document->getString("uri") : std::nullopt;
  if (!uri)
    return false;
  if (method == "textDocument/didOpen" &&
      (uri->ends_with(assemblySuffix) ||
       document->getString("languageId") == assemblyLanguage))
    open.insert(uri->str());
  bool isOpen = open.contains(*uri);
  if (method == "textDocument/didClose")
    open.erase(uri->str());
  return isOpen;
}

void Dispatcher::serveHere(StringRef method,
                           const llvm::json::Object &message) {
  llvm::json::Value parameters = *message.get("params");
  if (const llvm::json::Value *id = message.get("id"))
    assembly.call(method, std::move(parameters), *id);
  else
    assembly.notify(method, std::move(parameters));
  output.write(replies);
  replies.clear();
}

/// Passes on what the other server says. Where that ends before the editor
/// said so, there is nothing to go on with.
void passMessages(FILE *messages, EditorOutput &output,
                  const std::atomic<bool> &isOver) {
  JSONTransportInputOverFile input(messages);
  std::string text;
  while (!input.isEndOfInput() && !input.hasError())
    if (succeeded(input.readMessage(text)))
      output.send(text);
  if (isOver)
    return;
  std::fputs("a3-lsp-server: error: the server of MLIR files ended early\n",
             stderr);
  std::_Exit(1);
}

} // namespace

Expected<void> a3::serveLanguages(const LanguageServerOptions &options,
                                  llvm::function_ref<int()> serveOther) {
  Expected<ChildServer> other = ChildServer::start(serveOther);
  if (!other)
    return tl::unexpected(other.error());
  EditorOutput output;
  std::atomic<bool> isOver = false;
  std::thread passing([&] { passMessages(other->messages(), output, isOver); });
  Dispatcher(options, *other, output).run();
  isOver = true;
  bool succeeded = other->finish();
  passing.join();
  if (!succeeded)
    return failure("the editor left without a shutdown request");
  return {};
}
