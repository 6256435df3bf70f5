//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ChildServer.h"

#include <array>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace a3;

Expected<ChildServer> ChildServer::start(llvm::function_ref<int()> body) {
  auto failed = [] {
    return failure(std::string("cannot start a process: ") +
                   std::strerror(errno));
  };
  std::array<int, 2> input, output; // To read from, to write to.
  if (pipe2(input.data(), O_CLOEXEC) || pipe2(output.data(), O_CLOEXEC))
    return failed();
  pid_t process = fork();
  if (process < 0)
    return failed();
  if (process == 0) {
    dup2(input[0], STDIN_FILENO);
    dup2(output[1], STDOUT_FILENO);
    for (int end : {input[0], input[1], output[0], output[1]})
      close(end);
    std::exit(body());
  }
  close(input[0]);
  close(output[1]);
  // Where the child has died, its messages end, which `messages` shows.
  std::signal(SIGPIPE, SIG_IGN);
  return ChildServer(process, fdopen(input[1], "w"), fdopen(output[0], "r"));
}

void ChildServer::send(llvm::StringRef message) {
  writeMessage(toChild, message);
}

bool ChildServer::finish() {
  std::fclose(toChild);
  int status = 0;
  while (waitpid(process, &status, 0) < 0)
    if (errno != EINTR)
      return false;
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

void a3::writeMessage(FILE *file, llvm::StringRef message) {
  std::fprintf(file, "Content-Length: %zu\r\n\r\n", message.size());
  std::fwrite(message.data(), 1, message.size(), file);
  std::fflush(file);
}
