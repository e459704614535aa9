#define FAILED(status) ((status) < 0)
#include "more/levels.h"
