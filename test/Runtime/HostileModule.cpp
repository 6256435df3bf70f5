//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Host code of a program file as a stranger might make it: it tries what no
// model needs, already while it is loaded. All that it tries is harmless.
//
//===----------------------------------------------------------------------===//

#include "a3/Runtime/HostInterface.h"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace a3;

namespace {

enum Mode : int32_t { TryAll, Crash, Leave, Abort, Talk, Forge };

/// 0 where it went well, or else why it did not.
float outcome(long result) { return result < 0 ? float(errno) : 0; }

float openWhileLoading = -1;

[[gnu::constructor]] void load() {
  openWhileLoading = outcome(open("/etc/passwd", O_RDONLY));
}

long startProcess() {
  pid_t child = fork();
  if (child == 0)
    _exit(0);
  return child < 0 ? child : waitpid(child, nullptr, 0);
}

void tryAll(float *results) {
  struct stat status;
  *results++ = openWhileLoading;
  *results++ = outcome(open("/etc/passwd", O_RDONLY));
  *results++ = outcome(open("hostile-was-here", O_WRONLY | O_CREAT, 0600));
  *results++ = outcome(stat("/etc/passwd", &status));
  *results++ = outcome(rename("innocent", "renamed"));
  *results++ = outcome(socket(AF_INET, SOCK_STREAM, 0));
  *results++ = outcome(startProcess());
  *results++ = outcome(kill(getppid(), 0));
  *results++ = outcome(write(9, "leak", 4)); // What the shell left open.
  *results++ = outcome(chdir("."));
}

/// Says to whoever waits, and into all results, that all went well.
[[noreturn]] void forge() {
  for (int descriptor = STDERR_FILENO + 1; descriptor < 256; ++descriptor)
    (void)!write(descriptor, "\0\n", 2);
  std::_Exit(0);
}

} // namespace

extern "C" void a3_entry(const HostInterface *host, void *const *slots) {
  switch (Mode(*static_cast<const int32_t *>(slots[0]))) {
  case TryAll:
    return tryAll(static_cast<float *>(slots[2]));
  case Crash:
    std::raise(SIGSEGV);
    return;
  case Leave:
    std::_Exit(0);
  case Abort:
    std::abort();
  case Talk:
    (void)!write(STDOUT_FILENO, "hello", 5);
    (void)!write(STDERR_FILENO, "hello", 5);
    host->fail(host->context, "a bell\a and \x1b[31mred");
    return;
  case Forge:
    forge();
  }
}
