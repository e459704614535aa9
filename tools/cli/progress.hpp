// SPDX-License-Identifier: Apache-2.0
// One line on the terminal that says how far a run is: a bar, a count, what is in work (files, then rules). Draws
// nothing when it is switched off (no terminal, --quiet).
#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace sdvlite::cli {

class Progress {
public:
    Progress(std::size_t total, bool on);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    void started(const std::string& name);
    void finished(const std::string& name);

private:
    void draw_until_stopped(const std::stop_token& stop);
    std::string line() const;

    std::size_t total_;
    std::size_t done_ = 0;
    std::vector<std::string> running_;
    std::mutex mutex_;
    std::condition_variable_any wake_;
    std::jthread thread_;
};

}  // namespace sdvlite::cli
