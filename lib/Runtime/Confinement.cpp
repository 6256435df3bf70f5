//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Runtime/Confinement.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <memory>
#include <sched.h>
#include <seccomp.h>
#include <string_view>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <ucontext.h>
#include <unistd.h>

using namespace a3;

namespace {

constexpr std::string_view ownDescriptors = "/proc/self/fd/";

/// Memory, threads and time, and descriptors that are open.
constexpr int allowed[] = {
    // Memory.
    SCMP_SYS(brk), SCMP_SYS(madvise), SCMP_SYS(memfd_create), SCMP_SYS(mmap),
    SCMP_SYS(mprotect), SCMP_SYS(mremap), SCMP_SYS(munmap), SCMP_SYS(sysinfo),
    // Threads.
    SCMP_SYS(exit), SCMP_SYS(exit_group), SCMP_SYS(futex), SCMP_SYS(getpid),
    SCMP_SYS(gettid), SCMP_SYS(rseq), SCMP_SYS(rt_sigaction),
    SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn),
    SCMP_SYS(sched_getaffinity), SCMP_SYS(sched_yield),
    SCMP_SYS(set_robust_list), SCMP_SYS(sigaltstack),
    // Time, and random numbers.
    SCMP_SYS(clock_gettime), SCMP_SYS(clock_nanosleep), SCMP_SYS(getrandom),
    SCMP_SYS(gettimeofday), SCMP_SYS(nanosleep), SCMP_SYS(restart_syscall),
    // Open descriptors.
    SCMP_SYS(close), SCMP_SYS(dup), SCMP_SYS(fstat), SCMP_SYS(lseek),
    SCMP_SYS(pread64), SCMP_SYS(pwrite64), SCMP_SYS(read), SCMP_SYS(write),
    SCMP_SYS(writev)};

/// Of a descriptor, or -1 where there is none.
int numberOf(std::string_view text) {
  int number = -1;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

/// The loader opens a library by its path. No path is opened in a confined
/// process, but code that is in memory already has one of `ownDescriptors`.
long openOwn(const char *path) {
  std::string_view text(path);
  if (!text.starts_with(ownDescriptors))
    return -EACCES;
  int copy = dup(numberOf(text.substr(ownDescriptors.size())));
  return copy < 0 || lseek(copy, 0, SEEK_SET) < 0 ? -EACCES : copy;
}

/// Stands for the kernel where a call would take a path.
long standIn(int call, const std::array<uint64_t, 3> &arguments) {
  const char *path = reinterpret_cast<const char *>(arguments[1]);
  if (call == SCMP_SYS(openat))
    return openOwn(path);
  // As `fstat` is written for kernels without one.
  auto *status = reinterpret_cast<struct stat *>(arguments[2]);
  if (call != SCMP_SYS(newfstatat) || (path && *path))
    return -EACCES;
  return syscall(SYS_fstat, int(arguments[0]), status) == 0 ? 0 : -errno;
}

void answer(int /*signal*/, siginfo_t *info, void *context) {
  int saved = errno;
  mcontext_t &registers = static_cast<ucontext_t *>(context)->uc_mcontext;
#if defined(__x86_64__)
  greg_t *values = registers.gregs;
  values[REG_RAX] = standIn(info->si_syscall, {uint64_t(values[REG_RDI]),
                                               uint64_t(values[REG_RSI]),
                                               uint64_t(values[REG_RDX])});
#elif defined(__aarch64__)
  auto *values = registers.regs;
  values[0] =
      uint64_t(standIn(info->si_syscall, {values[0], values[1], values[2]}));
#else
#error "say here where this architecture has the arguments of a system call"
#endif
  errno = saved;
}

using Filter = std::unique_ptr<void, decltype(&seccomp_release)>;

/// Of this process; everything that no rule names fails with EPERM.
bool addRules(scmp_filter_ctx filter) {
  bool good = true;
  auto add = [&](uint32_t action, int call, auto... conditions) {
    int added = seccomp_rule_add(filter, action, call, sizeof...(conditions),
                                 conditions...);
    good = good && added == 0;
  };
  for (int call : allowed)
    add(SCMP_ACT_ALLOW, call);
  add(SCMP_ACT_TRAP, SCMP_SYS(openat));
  add(SCMP_ACT_TRAP, SCMP_SYS(newfstatat));
  // Threads, but no processes; the filter cannot look into what clone3 takes,
  // and glibc does without.
  add(SCMP_ACT_ALLOW, SCMP_SYS(clone),
      SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, CLONE_THREAD));
  add(SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3));
  add(SCMP_ACT_ALLOW, SCMP_SYS(fcntl), SCMP_A1(SCMP_CMP_EQ, F_ADD_SEALS));
  add(SCMP_ACT_ALLOW, SCMP_SYS(prlimit64), SCMP_A0(SCMP_CMP_EQ, 0),
      SCMP_A2(SCMP_CMP_EQ, 0));
  add(SCMP_ACT_ALLOW, SCMP_SYS(tgkill),
      SCMP_A0(SCMP_CMP_EQ, scmp_datum_t(getpid())));
  return good;
}

Expected<void> confine() {
  struct sigaction action = {};
  action.sa_sigaction = answer;
  action.sa_flags = SA_SIGINFO | SA_NODEFER;
  sigaction(SIGSYS, &action, nullptr);
  Filter filter(seccomp_init(SCMP_ACT_ERRNO(EPERM)), seccomp_release);
  int error =
      filter && addRules(filter.get()) ? seccomp_load(filter.get()) : -EINVAL;
  if (error)
    return failure(std::string("this kernel cannot confine the host code "
                               "(seccomp: ") +
                   std::strerror(-error) +
                   "); run a program that you trust with --unconfined, in "
                   "Python load it with confined=False");
  return {};
}

/// Lets go of what others gave to this process.
Expected<void> closeForeign(const std::vector<int> &closed) {
  for (int descriptor : closed)
    close(descriptor);
  int nowhere = open("/dev/null", O_RDWR | O_CLOEXEC);
  for (int standard : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    if (nowhere < 0 || dup2(nowhere, standard) < 0)
      return failure("the host code cannot be confined: /dev/null: " +
                     std::string(std::strerror(errno)));
  return {};
}

/// A confined process says in its first byte how it ended, and then the text:
/// of `Failed`, one that names its place.
enum class Ending : char { Done, Failed, Killed };

void writeAll(int descriptor, std::string_view text) {
  while (!text.empty()) {
    ssize_t count = write(descriptor, text.data(), text.size());
    if (count < 0 && errno == EINTR)
      continue;
    if (count <= 0)
      return;
    text.remove_prefix(size_t(count));
  }
}

[[noreturn]] void tell(int pipe, Ending ending, const std::string &text) {
  writeAll(pipe, char(ending) + text);
  _exit(0);
}

[[noreturn]] void becomeConfined(pid_t parent, int pipe,
                                 const std::vector<int> &closed,
                                 const ConfinedBody &body) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  struct rlimit none = {0, 0};
  setrlimit(RLIMIT_CORE, &none);
  if (getppid() != parent) // It ended before it was watched.
    _exit(1);
  Expected<void> confined = closeForeign(closed).and_then(confine);
  if (!confined)
    tell(pipe, Ending::Killed, confined.error().message);
  Expected<std::string> text = body();
  if (!text)
    tell(pipe, Ending::Failed, text.error().message);
  tell(pipe, Ending::Done, *text);
}

/// What the other end writes, up to a bound.
std::string readAll(int descriptor) {
  constexpr size_t most = size_t(1) << 24;
  std::string text;
  std::array<char, 1 << 12> part;
  while (text.size() < most) {
    ssize_t count = read(descriptor, part.data(), part.size());
    if (count < 0 && errno == EINTR)
      continue;
    if (count <= 0)
      break;
    text.append(part.data(), size_t(count));
  }
  return text;
}

/// What host code could have written itself, for a terminal.
std::string printableLines(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    size_t end = std::min(text.find('\n'), text.size());
    result += printable(text.substr(0, end));
    text.remove_prefix(end);
    if (!text.empty()) {
      result += '\n';
      text.remove_prefix(1);
    }
  }
  return result;
}

struct Ended {
  Ending ending;
  std::string text;
};

Ended waitFor(pid_t child, const std::string &said) {
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR)
    ;
  if (WIFSIGNALED(status))
    return {Ending::Killed, "the host code was ended by signal " +
                                std::to_string(WTERMSIG(status)) + " (" +
                                strsignal(WTERMSIG(status)) + ")"};
  if (said.empty() || WEXITSTATUS(status) != 0)
    return {Ending::Killed, "the host code ended the run"};
  return {Ending(said.front()), said.substr(1)};
}

} // namespace

std::vector<int> a3::inheritedDescriptors() {
  std::vector<int> found;
  std::error_code error;
  for (const auto &entry :
       std::filesystem::directory_iterator("/proc/self/fd", error))
    if (int number = numberOf(entry.path().filename().string());
        number > STDERR_FILENO)
      found.push_back(number);
  // That of the folder itself is closed by now.
  std::erase_if(found, [](int number) { return fcntl(number, F_GETFD) < 0; });
  return found;
}

Expected<std::string> a3::runConfined(const std::string &name,
                                      const std::vector<int> &closed,
                                      const ConfinedBody &body) {
  auto fail = [&](std::string message) {
    return failure(Error{std::move(message)}.render(name));
  };
  std::array<int, 2> ends;
  if (pipe2(ends.data(), O_CLOEXEC) != 0)
    return fail(std::string("no pipe: ") + std::strerror(errno));
  pid_t parent = getpid(), child = fork();
  if (child == 0) {
    close(ends[0]);
    becomeConfined(parent, ends[1], closed, body);
  }
  int error = errno;
  close(ends[1]);
  std::string said = child < 0 ? "" : readAll(ends[0]);
  close(ends[0]);
  if (child < 0)
    return fail(std::string("no process for the host code: ") +
                std::strerror(error));
  Ended ended = waitFor(child, std::move(said));
  switch (ended.ending) {
  case Ending::Done:
    return printableLines(ended.text);
  case Ending::Failed:
    return failure(ended.text);
  case Ending::Killed:
    return fail(ended.text);
  }
  return fail("the host code ended the run");
}
