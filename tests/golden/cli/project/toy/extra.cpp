class Extra {};
